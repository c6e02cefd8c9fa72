DELETE FROM report; DELETE FROM retracted; DELETE FROM name; DELETE FROM statement; DELETE FROM position; DELETE FROM words
