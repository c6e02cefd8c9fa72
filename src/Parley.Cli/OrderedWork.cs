using System.Collections.Concurrent;

namespace Parley.Cli;

/// <summary>Works on items with several threads and gives the results in the order of the items, so that output does not depend on the number of threads.</summary>
internal static class OrderedWork
{
    /// <summary>
    /// Applies <paramref name="work"/> to every item. The items are drawn lazily and on the calling thread, at most four a thread ahead of the results. An exception of the work comes out where its result
    /// would have. With one thread, no thread is started.
    /// </summary>
    public static IEnumerable<TResult> Select<T, TResult>(IEnumerable<T> items, int threads, Func<T, TResult> work)
    {
        if (threads <= 1)
        {
            foreach (var item in items) yield return work(item);
            yield break;
        }

        using var jobs = new BlockingCollection<(T Item, TaskCompletionSource<TResult> Result)>();
        var workers = new Thread[threads];
        for (int t = 0; t < threads; t++)
        {
            workers[t] = new(() =>
            {
                foreach (var (item, result) in jobs.GetConsumingEnumerable())
                {
                    try
                    {
                        result.SetResult(work(item));
                    }
                    catch (Exception e)
                    {
                        result.SetException(e);
                    }
                }
            })
            { IsBackground = true, Name = "reader " + t };
            workers[t].Start();
        }

        try
        {
            var waiting = new Queue<Task<TResult>>();
            foreach (var item in items)
            {
                var result = new TaskCompletionSource<TResult>();
                jobs.Add((item, result));
                waiting.Enqueue(result.Task);
                if (waiting.Count >= threads * 4 || waiting.Peek().IsCompleted) yield return waiting.Dequeue().GetAwaiter().GetResult();
            }

            while (waiting.TryDequeue(out var next)) yield return next.GetAwaiter().GetResult();
        }
        finally
        {
            jobs.CompleteAdding();
            foreach (var worker in workers) worker.Join();
        }
    }
}
