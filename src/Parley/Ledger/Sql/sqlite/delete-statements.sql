DELETE FROM statement WHERE id >= @report << 20 AND id < (@report + 1) << 20
