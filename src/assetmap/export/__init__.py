"""What leaves a place as files: spreadsheets and folders of CSVs, the same that can be loaded."""

from assetmap.export.csv_folder import write_csv_folder
from assetmap.export.kumu import write_kumu
from assetmap.export.template import write_template
from assetmap.export.workbook import write_workbook

__all__ = ["write_csv_folder", "write_kumu", "write_template", "write_workbook"]
