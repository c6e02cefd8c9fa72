-- One pass over the index: for each pair of names and voice, the latest day up to the one asked for.
SELECT target, holder, voice, max(day), count(*) FROM position WHERE day >= @since AND day <= @until AND confidence >= @least GROUP BY target, holder, voice
