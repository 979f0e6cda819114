using System.Text.Json.Serialization;

namespace Mimic.Trajectories;

/// <summary>
/// How the JSON files of a store are read and written: by code that the compiler makes, since to find it all out at run time takes
/// longer than anything else at the end of a build.
/// </summary>
[JsonSerializable(typeof(StoreManifest))]
[JsonSerializable(typeof(MedsDatasetJson))]
[JsonSerializable(typeof(BuildReport))]
internal sealed partial class StoreJson : JsonSerializerContext;
