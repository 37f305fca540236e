"""Trips away from the office: encrypted packages, the three-way merge and its plan.

A package is a container of validated records and blobs, never a database file. The merge is a pure function of rows (base,
theirs, current); clocks never decide. Applying a plan is one transaction after a backup, and one undo brings all back.

    packing.propose(office, delegation, ceiling) · packing.pack(office, delegation, ceiling, target=, passphrase=, to_whom=…)
    receiving.open_package(path, passphrase) · receiving.receive(path, passphrase, folder) -> Office on the laptop
    returning.trip_of(office) · returning.pack_return(office, target)       register.register(office) · register.close(office, id)
    planning.plan(office, path) -> Plan · deciding.all_theirs(plan), all_ours(plan) · applying.apply(office, plan, decisions=)
    deciding.open_conflicts(office) · deciding.decide(office, decisions) · applying.told(office, deed) -> Plan of a merge, for
    papers.merge_report.write_merge_report(office, plan, target) and exchange.merge_out.write_merge_workbook(office, plan, target)
"""
