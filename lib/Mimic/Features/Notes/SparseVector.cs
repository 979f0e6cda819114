namespace Mimic.Features;

/// <summary>A vector of which most entries are 0.</summary>
/// <param name="Indices">Where the others are, ascending.</param>
/// <param name="Values">What they are.</param>
internal sealed record SparseVector(int[] Indices, double[] Values)
{
    /// <summary>The inner product with another sparse vector.</summary>
    public double Dot(SparseVector other)
    {
        double sum = 0;
        for (int i = 0, j = 0; i < Indices.Length && j < other.Indices.Length;)
        {
            var (a, b) = (Indices[i], other.Indices[j]);
            if (a == b)
            {
                sum += Values[i] * other.Values[j];
            }

            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return sum;
    }

    /// <summary>The inner product with a full vector.</summary>
    public double Dot(double[] other)
    {
        double sum = 0;
        for (var i = 0; i < Indices.Length; i++)
        {
            sum += Values[i] * other[Indices[i]];
        }

        return sum;
    }
}
