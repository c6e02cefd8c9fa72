SELECT e.number, e.body FROM retracted x JOIN entry e ON e.number = x.entry WHERE e.kind = 'report'
