using Parley.Learning;
using Shouldly;
using Xunit;

namespace Parley.Tests.Learning;

public class AveragedPerceptronTests
{
    [Fact]
    public void It_learns_what_features_tell_apart_and_keeps_it_in_its_file()
    {
        var model = Trained();
        var scores = new int[3];
        for (uint feature = 1; feature <= 300; feature++)
        {
            model.Scores([FeatureHash.Join(1, feature), FeatureHash.Join(2, feature / 2)], scores);
            SparseModel.Best(scores).ShouldBe((int)(feature % 3));
        }

        var stream = new MemoryStream();
        model.Save(new ModelWriter(stream));
        using var reader = ModelReader.Of(stream.ToArray());
        var read = SparseModel.Load(reader);
        var again = new int[3];
        for (uint feature = 0; feature < 1000; feature++)
        {
            model.Scores([FeatureHash.Join(1, feature)], scores);
            read.Scores([FeatureHash.Join(1, feature)], again);
            again.ShouldBe(scores);
        }
    }

    [Fact]
    public void Rows_of_few_and_of_many_weights_give_the_sums_that_they_stand_for()
    {
        const int classCount = 21, rows = 64;
        var random = new SeededRandom(9);
        var table = new short[rows, classCount];
        int[] starts = new int[rows + 1];
        List<byte> classes = [];
        List<short> weights = [];
        for (int row = 0; row < rows; row++)
        {
            int count = row % (classCount + 1);
            for (int k = 0; k < count; k++)
            {
                byte @class = (byte)((k * 5 + row) % classCount);
                classes.Add(@class);
                weights.Add(table[row, @class] = (short)(random.Next(60000) - 30000));
            }

            starts[row + 1] = classes.Count;
        }

        var model = SparseModel.Of(classCount, starts, [.. classes], [.. weights]);
        for (int t = 0; t < 50; t++)
        {
            uint[] features = [.. Enumerable.Range(0, random.Next(90)).Select(_ => (uint)random.Next(1 << 20))];
            var scores = new int[classCount];
            model.Scores(features, scores);
            for (int k = 0; k < classCount; k++) scores[k].ShouldBe(features.Sum(f => table[f & (rows - 1), k]));
        }
    }

    [Fact]
    public void Training_twice_gives_the_same_bytes()
    {
        byte[] Bytes()
        {
            var stream = new MemoryStream();
            Trained().Save(new ModelWriter(stream));
            return stream.ToArray();
        }

        Bytes().ShouldBe(Bytes());
    }

    private static SparseModel Trained()
    {
        var perceptron = new AveragedPerceptron(3, 18);
        var scores = new int[3];
        for (int round = 0; round < 20; round++)
            for (uint feature = 1; feature <= 300; feature++)
            {
                uint[] features = [FeatureHash.Join(1, feature), FeatureHash.Join(2, feature / 2)];
                perceptron.Scores(features, scores);
                int guess = SparseModel.Best(scores), right = (int)(feature % 3);
                perceptron.Tick();
                if (guess == right) continue;
                perceptron.Update(features, right, 1);
                perceptron.Update(features, guess, -1);
            }

        return perceptron.Average();
    }
}
