namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Something in the bytes of a Parquet file cannot be. The one who knows the file's name turns it into a <see cref="MimicException"/>.
/// </summary>
internal sealed class ParquetDamageException(string what) : Exception(what);

/// <summary>A Parquet feature that exists and that this subset lacks.</summary>
internal sealed class ParquetUnsupportedException(string feature) : Exception(feature);
