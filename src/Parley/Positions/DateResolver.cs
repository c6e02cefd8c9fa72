using System.Globalization;
using Parley.Language;

namespace Parley.Positions;

/// <summary>Whether what a date dates lies before or after the report.</summary>
internal enum DateDirection
{
    /// <summary>It has happened: "met on Wednesday".</summary>
    Past,
    /// <summary>It is to come: "will meet on Wednesday".</summary>
    Future,
}

/// <summary>A date as a report words it: a stretch of text and the days that it covers, both ends included; both null where only a dated report could tell.</summary>
internal readonly record struct FoundDate(TextSpan Span, DateOnly? First, DateOnly? Last)
{
    /// <summary>ISO 8601: a day, a month, a year, or else an interval of days; null where the days are not known.</summary>
    public string? ToIso()
    {
        if (First is not { } first || Last is not { } last) return null;
        if (first == last) return first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (first.Day == 1 && first.AddMonths(1).AddDays(-1) == last) return first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (first is { Day: 1, Month: 1 } && last == new DateOnly(first.Year, 12, 31)) return first.ToString("yyyy", CultureInfo.InvariantCulture);
        return first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "/" + last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>
/// Finds dates in running text ("24 July", "last Wednesday", "by the end of the month", "two weeks ago") and resolves them against the day a report was published.
/// Dates that name their year need no publication day; all others resolve to nothing without one. A week runs from Monday to Sunday.
/// </summary>
internal static class DateResolver
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"];

    private static readonly HashSet<string> Openers = new(
        [.. Numbers, "a", "an", "the", "end", "last", "previous", "next", "coming", "this", "early", "late", "mid", "today", "tonight", "yesterday", "tomorrow", "within", "in"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The day of a report's <c>published</c> field; null when it has none or it is not a date.</summary>
    public static DateOnly? DayOf(string? published) =>
        published is { Length: >= 10 } && DateOnly.TryParseExact(published.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Lists all dates in tokens <c>[first, end)</c>, in text order, in place of what the list held.</summary>
    public static void Find(Document document, int first, int end, DateOnly? published, DateDirection direction, List<FoundDate> found)
    {
        found.Clear();
        for (int i = first; i < end; i++)
        {
            if (!MayOpen(document.Tokens[i].Word)) continue;
            var reader = new Cursor(document, i, end, published, direction);
            if (!reader.TryRead(out var days)) continue;
            found.Add(new(document.SpanOf(i, reader.At), days?.First, days?.Last));
            i = reader.At - 1;
        }
    }

    // Most words open no date: a figure, a capital (months and weekdays) or one of these does.
    private static bool MayOpen(string word) => word.Length == 0 || char.IsAsciiDigit(word[0]) || char.IsUpper(word[0]) || Openers.Contains(word);

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static (DateOnly First, DateOnly Last) MonthOf(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return (first, first.AddMonths(1).AddDays(-1));
    }

    private ref struct Cursor(Document document, int at, int end, DateOnly? published, DateDirection direction)
    {
        public int At { get; private set; } = at;

        private readonly int start = at;

        public bool TryRead(out (DateOnly First, DateOnly Last)? days)
        {
            days = null;
            return TryIso(ref days) || TryEndOf(ref days) || TryDayMonth(ref days) || TryMonth(ref days) || TryWeekday(ref days) || TryDeictic(ref days) || TryDistance(ref days) || TryYear(ref days);
        }

        private readonly ReadOnlySpan<char> Word(int i) => i >= 0 && i < end ? document.Tokens[i].Word : default;

        private readonly bool Is(int i, string word) => Word(i).Equals(word, StringComparison.OrdinalIgnoreCase);

        private readonly bool Is(int i, params ReadOnlySpan<string> words)
        {
            foreach (string word in words)
                if (Is(i, word)) return true;
            return false;
        }

        /// <summary>2022-07-26.</summary>
        private bool TryIso(ref (DateOnly, DateOnly)? days)
        {
            if (!DateOnly.TryParseExact(Word(start), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
            days = (day, day);
            At = start + 1;
            return true;
        }

        /// <summary>the end of the month, the end of July: the last day.</summary>
        private bool TryEndOf(ref (DateOnly First, DateOnly Last)? days)
        {
            int i = Is(start, "the") ? start + 1 : start;
            if (!Is(i, "end") || !Is(i + 1, "of")) return false;
            int inner = Is(i + 2, "the") && Is(i + 3, "week", "month", "year") ? i + 3 : -1;
            if (inner > 0)
            {
                if (published is { } today)
                {
                    var last = Is(inner, "week") ? Monday(today).AddDays(6) : Is(inner, "month") ? MonthOf(today.Year, today.Month).Last : new DateOnly(today.Year, 12, 31);
                    days = (last, last);
                }

                At = inner + 1;
                return true;
            }

            var cursor = new Cursor(document, i + 2, end, published, DateDirection.Future);
            if (!cursor.TryRead(out var within)) return false;
            days = within is { } w ? (w.Last, w.Last) : null;
            At = cursor.At;
            return true;
        }

        /// <summary>24 July, 24th of July 2022, July 24, 2022, Oct. 20.</summary>
        private bool TryDayMonth(ref (DateOnly, DateOnly)? days)
        {
            int next, month, day;
            int i = Is(start, "the") ? start + 1 : start;
            if (DayNumber(Word(i)) is > 0 and var d && MonthAt(Is(i + 1, "of") ? i + 2 : i + 1, out next) is > 0 and var m) (day, month) = (d, m);
            else if (MonthAt(start, out next) is > 0 and var m2 && DayNumber(Word(next)) is > 0 and var d2) (day, month, next) = (d2, m2, next + 1);
            else return false;
            int year = 0;
            int y = Is(next, ",") ? next + 1 : next;
            if (YearNumber(Word(y)) is > 0 and var found) (year, next) = (found, y + 1);
            At = next;
            if (year == 0)
            {
                if (published is not { } today) return true;
                year = NearestYear(today, month, day);
            }

            if (day <= DateTime.DaysInMonth(year, month))
            {
                var date = new DateOnly(year, month, day);
                days = (date, date);
            }

            return true;
        }

        /// <summary>July 2022, last July, in July.</summary>
        private bool TryMonth(ref (DateOnly, DateOnly)? days)
        {
            bool last = Is(start, "last"), following = Is(start, "next"), current = Is(start, "this");
            int i = last || following || current ? start + 1 : start;
            if (Is(i, "early", "late", "mid")) i++;
            int month = MonthAt(i, out int next);
            if (month == 0) return false;
            int y = Is(next, ",") ? next + 1 : Is(next, "last") && Is(next + 1, "year") ? -1 : next;
            if (y > 0 && YearNumber(Word(y)) is > 0 and var year)
            {
                days = MonthOf(year, month);
                At = y + 1;
                return true;
            }

            // A bare month needs a word before it that wants a time: "may" and "march" are also verbs, "April" is also a name.
            bool led = start != i || Is(start - 1, "in", "of", "since", "until", "till", "by", "from", "to", "before", "after", "during", "for", "on", "between", "and", "through", "early", "late", "mid", "for");
            if (!led && y >= 0) return false;
            At = y < 0 ? next + 2 : next;
            if (published is not { } today) return true;
            int back = y < 0 ? today.Year - 1 : current ? today.Year : last ? (month < today.Month ? today.Year : today.Year - 1)
                : following || direction == DateDirection.Future ? (month < today.Month || (following && month == today.Month) ? today.Year + 1 : today.Year)
                : month <= today.Month ? today.Year : today.Year - 1;
            days = MonthOf(back, month);
            return true;
        }

        /// <summary>Wednesday, last Wednesday, next Friday.</summary>
        private bool TryWeekday(ref (DateOnly, DateOnly)? days)
        {
            bool last = Is(start, "last"), following = Is(start, "next"), current = Is(start, "this");
            int i = last || following || current ? start + 1 : start;
            int weekday = WeekdayOf(Word(i));
            if (weekday < 0) return false;
            int next = i + 1;
            bool lastWeek = Is(next, "last") && Is(next + 1, "week"), nextWeek = Is(next, "next") && Is(next + 1, "week");

            // A weekday before a full date is part of it ("Wednesday, 24 July").
            int dated = Is(next, ",") ? next + 1 : next;
            var rest = new Cursor(document, dated, end, published, direction);
            if (rest.TryDayMonth(ref days))
            {
                At = rest.At;
                return true;
            }

            At = lastWeek || nextWeek ? next + 2 : next;
            if (!lastWeek && !nextWeek && Is(At, "morning", "afternoon", "evening", "night")) At++;
            if (published is not { } today) return true;
            int index = (weekday + 6) % 7;
            DateOnly day;
            if (lastWeek) day = Monday(today).AddDays(index - 7);
            else if (nextWeek) day = Monday(today).AddDays(index + 7);
            else if (last || (direction == DateDirection.Past && !following && !current))
            {
                int distance = ((int)today.DayOfWeek - weekday + 7) % 7;
                day = today.AddDays(last && distance == 0 ? -7 : -distance);
            }
            else
            {
                int distance = (weekday - (int)today.DayOfWeek + 7) % 7;
                day = today.AddDays(following && distance == 0 ? 7 : distance);
            }

            days = (day, day);
            return true;
        }

        /// <summary>today, yesterday, tomorrow, last night, last week, next month, this year.</summary>
        private bool TryDeictic(ref (DateOnly, DateOnly)? days)
        {
            int shift;
            if (Is(start, "today", "tonight")) shift = 0;
            else if (Is(start, "yesterday")) shift = -1;
            else if (Is(start, "tomorrow")) shift = 1;
            else if (Is(start, "last") && Is(start + 1, "night")) (shift, At) = (-1, start + 1);
            else if (Is(start, "this") && Is(start + 1, "morning", "afternoon", "evening")) (shift, At) = (0, start + 1);
            else return TryPeriod(ref days);
            At++;
            if (published is { } today) days = (today.AddDays(shift), today.AddDays(shift));
            return true;
        }

        private bool TryPeriod(ref (DateOnly, DateOnly)? days)
        {
            int step = Is(start, "last", "previous") ? -1 : Is(start, "next", "coming") ? 1 : Is(start, "this") ? 0 : 2;
            if (step == 2 || !Is(start + 1, "week", "weekend", "month", "year")) return false;
            At = start + 2;
            if (published is not { } today) return true;
            if (Is(start + 1, "week")) days = (Monday(today).AddDays(7 * step), Monday(today).AddDays(7 * step + 6));
            else if (Is(start + 1, "weekend"))
            {
                // On a weekend day, "last weekend" is the one before and "this weekend" the one that runs.
                var saturday = Monday(today).AddDays(5 + 7 * step);
                days = (saturday, saturday.AddDays(1));
            }
            else if (Is(start + 1, "month"))
            {
                var month = today.AddMonths(step);
                days = MonthOf(month.Year, month.Month);
            }
            else days = (new(today.Year + step, 1, 1), new(today.Year + step, 12, 31));
            return true;
        }

        /// <summary>two weeks ago, a year earlier (ago only), in three days, within two weeks.</summary>
        private bool TryDistance(ref (DateOnly, DateOnly)? days)
        {
            bool within = Is(start, "within", "in");
            int i = within ? start + 1 : start;
            int count = CountOf(Word(i));
            if (count <= 0 || !Is(i + 1, "day", "days", "week", "weeks", "month", "months", "year", "years")) return false;
            bool ago = Is(i + 2, "ago");
            if (ago == within) return false;

            // "In two weeks" is a time to come only where something is to come; "in two years" of the past is a duration.
            if (within && Is(start, "in") && direction == DateDirection.Past) return false;
            At = i + (ago ? 3 : 2);
            if (published is not { } today) return true;
            if (ago) count = -count;
            char unit = char.ToLowerInvariant(Word(i + 1)[0]);
            var day = unit switch { 'd' => today.AddDays(count), 'w' => today.AddDays(7 * count), 'm' => today.AddMonths(count), _ => today.AddYears(count) };

            // The coarser the unit, the coarser the answer: "a year ago" is a year, "two months ago" a month.
            days = within || unit == 'd' ? (day, day) : unit switch
            {
                'w' => (Monday(day), Monday(day).AddDays(6)),
                'm' => MonthOf(day.Year, day.Month),
                _ => (new(day.Year, 1, 1), new(day.Year, 12, 31)),
            };
            return true;
        }

        /// <summary>in 1992, since 2015: the year.</summary>
        private bool TryYear(ref (DateOnly, DateOnly)? days)
        {
            int year = YearNumber(Word(start));
            if (year == 0 || !Is(start - 1, "in", "since", "of", "until", "by", "during", "from", "for", "before", "after", "early", "late")) return false;
            days = (new(year, 1, 1), new(year, 12, 31));
            At = start + 1;
            return true;
        }

        private readonly int MonthAt(int i, out int next)
        {
            next = i + 1;
            var word = Word(i);
            if (word.Length < 3 || !char.IsUpper(word[0])) return 0;
            if (word.StartsWith("mid-", StringComparison.OrdinalIgnoreCase)) word = word[4..];
            bool dotted = word[^1] == '.';
            if (dotted) word = word[..^1];
            for (int m = 0; m < Months.Length; m++)
            {
                bool whole = word.Equals(Months[m], StringComparison.OrdinalIgnoreCase);
                bool shortened = word.Length is 3 or 4 && word.Length < Months[m].Length && Months[m].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase);
                if (!whole && !shortened) continue;
                if (shortened && !dotted && Is(next, ".")) next++;
                return m + 1;
            }

            return 0;
        }

        private static int WeekdayOf(ReadOnlySpan<char> word)
        {
            if (word.Length < 6 || !char.IsUpper(word[0])) return -1;
            for (int d = 0; d < Weekdays.Length; d++)
                if (word.Equals(Weekdays[d], StringComparison.OrdinalIgnoreCase)) return d;
            return -1;
        }

        private static int DayNumber(ReadOnlySpan<char> word)
        {
            if (word.Length is 3 or 4 && (word.EndsWith("st") || word.EndsWith("nd") || word.EndsWith("rd") || word.EndsWith("th"))) word = word[..^2];
            return word.Length is 1 or 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 31 ? day : 0;
        }

        private static int YearNumber(ReadOnlySpan<char> word) =>
            word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1800 and <= 2199 ? year : 0;

        private static int CountOf(ReadOnlySpan<char> word)
        {
            if (word.Equals("a", StringComparison.OrdinalIgnoreCase) || word.Equals("an", StringComparison.OrdinalIgnoreCase)) return 1;
            for (int n = 1; n < Numbers.Length; n++)
                if (word.Equals(Numbers[n], StringComparison.OrdinalIgnoreCase)) return n;
            return word.Length <= 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;
        }

        /// <summary>The year that puts a day and month closest to the report.</summary>
        private static int NearestYear(DateOnly today, int month, int day)
        {
            int best = today.Year, distance = int.MaxValue;
            for (int year = today.Year - 1; year <= today.Year + 1; year++)
            {
                if (day > DateTime.DaysInMonth(year, month)) continue;
                int away = Math.Abs(new DateOnly(year, month, day).DayNumber - today.DayNumber);
                if (away < distance) (best, distance) = (year, away);
            }

            return best;
        }
    }
}
