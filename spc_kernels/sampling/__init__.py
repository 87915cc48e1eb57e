"""
Acceptance sampling: plans from tables and for a purpose, judging samples, switching, what a plan is worth.

Import from the module that owns a thing; importing any of them loads neither SciPy nor numba.

- ``schemes``, ``code_letters``, ``attributes``, ``variables``, ``supplied_tables``: from a lot size to a plan.
- ``plans``: what a plan is.
- ``designed_plans``, ``attributes_designs``, ``variables_designs``, ``skip_lot``: plans for a purpose.
- ``attributes_judgement``, ``sample_summary``, ``variables_judgement``, ``estimates``: judging what was found.
- ``inspections``, ``switching``, ``switching_iso_2859_1``, ``switching_z1_4``: from lot to lot.
- ``operating_characteristic``, ``outgoing_quality``, ``comparison``: what a plan is worth.
"""
