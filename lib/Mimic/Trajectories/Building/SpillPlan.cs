using System.Numerics;

namespace Mimic.Trajectories.Building;

/// <summary>
/// How the patients of a build are divided: into blocks that a row group never crosses, and these into the partitions of the spill.
/// It depends on the number of patients alone, so that neither memory, nor processors, nor parts of a build change a store.
/// </summary>
internal sealed class SpillPlan
{
    private const int MaximumBlock = 256;
    private const int BlocksWanted = 16;
    private const int PartitionsPerBlock = 8;

    /// <summary>A chunk ends with the partition that reaches so many events: enough for row groups that pack well.</summary>
    private const long ChunkEvents = 1 << 18;

    private readonly int _partitionsPerBlock;
    private readonly int _shift;

    /// <param name="patients">The number of patients of the data set.</param>
    /// <param name="part">Which part of the build this is, from 1, and of how many; all of it is 1 of 1.</param>
    public SpillPlan(int patients, (int Index, int Count) part)
    {
        var block = Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, patients / BlocksWanted)), 1, MaximumBlock);
        PartitionPatients = Math.Max(1, block / PartitionsPerBlock);
        _shift = BitOperations.Log2((uint)PartitionPatients);
        _partitionsPerBlock = block / PartitionPatients;
        var blocks = (patients + block - 1) / block;
        FirstPatient = Math.Min(patients, (int)((long)blocks * (part.Index - 1) / part.Count) * block);
        EndPatient = Math.Min(patients, (int)((long)blocks * part.Index / part.Count) * block);
    }

    /// <summary>The number of patients of a partition.</summary>
    public int PartitionPatients { get; }

    /// <summary>The first patient of this part; patients are numbered in the order of their subject_id.</summary>
    public int FirstPatient { get; }

    /// <summary>The first patient after this part.</summary>
    public int EndPatient { get; }

    /// <summary>The number of partitions.</summary>
    public int Partitions => (EndPatient - FirstPatient + PartitionPatients - 1) / PartitionPatients;

    /// <summary>The partition of a patient of this part.</summary>
    public int PartitionOf(int patient) => (patient - FirstPatient) >> _shift;

    /// <summary>Neighbouring partitions that are sorted and written together.</summary>
    /// <param name="events">The events of each partition.</param>
    public IEnumerable<(int First, int End)> Chunks(IReadOnlyList<long> events)
    {
        var (first, sum) = (0, 0L);
        for (var i = 0; i < Partitions; i++)
        {
            sum += events[i];
            if (sum >= ChunkEvents || (i + 1) % _partitionsPerBlock == 0 || i + 1 == Partitions)
            {
                yield return (first, i + 1);
                (first, sum) = (i + 1, 0);
            }
        }
    }
}
