namespace Parley.Positions;

/// <summary>Cross-validation that leaves whole groups out: reports of one negotiation are never in training and test at once, so that figures hold for negotiations not seen.</summary>
internal static class GroupFolds
{
    /// <summary>
    /// Splits items into folds of whole groups: groups in ordinal order of their names are dealt round, group i to fold i modulo <paramref name="folds"/>.
    /// With <paramref name="folds"/> 0 every group is a fold of its own. Items keep their order; the same input gives the same folds.
    /// </summary>
    public static IReadOnlyList<(IReadOnlyList<T> Train, IReadOnlyList<T> Held)> Split<T>(IReadOnlyList<T> items, Func<T, string> group, int folds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(folds);
        string[] groups = [.. items.Select(group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int count = folds == 0 ? groups.Length : Math.Min(folds, groups.Length);
        int FoldOf(T item) => Array.BinarySearch(groups, group(item), StringComparer.Ordinal) % count;
        return [.. Enumerable.Range(0, count).Select(f =>
            ((IReadOnlyList<T>)[.. items.Where(i => FoldOf(i) != f)], (IReadOnlyList<T>)[.. items.Where(i => FoldOf(i) == f)]))];
    }

    /// <summary>
    /// Trains on every fold's rest and applies the model to what was held out: one result an item, in the items' order.
    /// <paramref name="items"/> may be reports or examples; <paramref name="group"/> says which negotiation each belongs to.
    /// </summary>
    public static IReadOnlyList<TResult> Predict<T, TModel, TResult>(
        IReadOnlyList<T> items, Func<T, string> group, Func<IReadOnlyList<T>, TModel> train, Func<TModel, T, TResult> apply, int folds = 0)
        where T : class
    {
        var results = new Dictionary<T, TResult>(ReferenceEqualityComparer.Instance);
        foreach (var (rest, held) in Split(items, group, folds))
        {
            var model = train(rest);
            foreach (var item in held) results[item] = apply(model, item);
        }

        return [.. items.Select(i => results[i])];
    }
}
