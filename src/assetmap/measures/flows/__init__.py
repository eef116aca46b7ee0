"""Where people go, wait and are lost: numbers from the dated steps of their journeys.

`steps` puts the table Referral into arrays, `journeys` puts steps of one episode together; each
other module is a family of measures on these. Nothing here hides a small number: what may leave
is for `release`, and no view, screen or export reads this package by itself.
"""
