SELECT version FROM ledger ORDER BY version
