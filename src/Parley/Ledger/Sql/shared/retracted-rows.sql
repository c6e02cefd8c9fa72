SELECT entry FROM retracted ORDER BY entry
