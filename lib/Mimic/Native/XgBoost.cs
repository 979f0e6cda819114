using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>
/// The calls of XGBoost's C API that this project uses; all of them exist from 1.7 to 3.x with the same types.
/// What the C API leaves to its caller (column counts, names, parameter names) is checked in
/// <see cref="XgBoostMatrix"/> and <see cref="XgBoostBooster"/>.
/// </summary>
internal static partial class XgBoost
{
    private const string Library = NativeLibraries.XgBoost;

    // XGBoost keeps the log callback per thread, so each thread registers its own and collects its own messages.
    [ThreadStatic]
    private static List<string>? _messages;

    /// <summary>The version of the library found, as 1.7.4.</summary>
    /// <exception cref="MimicException">The library is missing.</exception>
    public static string Version
    {
        get
        {
            NativeLibraries.Require(Library);
            GetVersion(out var major, out var minor, out var patch);
            return $"{major}.{minor}.{patch}";
        }
    }

    /// <summary>Readies the calling thread; every use of the library starts with it.</summary>
    /// <exception cref="MimicException">The library is missing.</exception>
    public static unsafe void Attach()
    {
        if (_messages is null)
        {
            NativeLibraries.Require(Library);
            _messages = [];
            Check(RegisterLogCallback(&Collect), "the log callback");
            Check(SetGlobalConfig("""{"verbosity": 1}"""), "the global configuration");
        }
    }

    /// <summary>The warnings that XGBoost gave on this thread since the last call.</summary>
    public static IReadOnlyList<string> TakeMessages()
    {
        var taken = _messages ?? [];
        _messages = [];
        return taken;
    }

    /// <summary>Throws if a call failed; to be called on the thread of the call, since the last error belongs to the thread.</summary>
    /// <param name="result">What the call returned.</param>
    /// <param name="what">What was asked for, as "the training".</param>
    /// <exception cref="MimicException">The call failed; the message has XGBoost's first words.</exception>
    public static void Check(int result, string what)
    {
        if (result != 0)
        {
            var text = Marshal.PtrToStringUTF8(GetLastError()) ?? string.Empty;
            var end = text.IndexOf("Stack trace", StringComparison.Ordinal);
            var reason = string.Join(' ', (end < 0 ? text : text[..end]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            throw new MimicException($"XGBoost refused {what}: {reason}", "Check the parameters and columns given to GradientBoosting.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Collect(nint text) => (_messages ??= []).Add(Marshal.PtrToStringUTF8(text) ?? string.Empty);

    [LibraryImport(Library, EntryPoint = "XGBoostVersion")]
    private static partial void GetVersion(out int major, out int minor, out int patch);

    [LibraryImport(Library, EntryPoint = "XGBGetLastError")]
    private static partial nint GetLastError();

    [LibraryImport(Library, EntryPoint = "XGBRegisterLogCallback")]
    private static unsafe partial int RegisterLogCallback(delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Library, EntryPoint = "XGBSetGlobalConfig", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetGlobalConfig(string json);

    [LibraryImport(Library, EntryPoint = "XGDMatrixCreateFromDense", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MatrixCreateFromDense(string array, string config, out XgBoostMatrix matrix);

    [LibraryImport(Library, EntryPoint = "XGDMatrixFree")]
    internal static partial int MatrixFree(nint matrix);

    [LibraryImport(Library, EntryPoint = "XGDMatrixSetInfoFromInterface", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MatrixSetInfo(XgBoostMatrix matrix, string field, string array);

    [LibraryImport(Library, EntryPoint = "XGBoosterCreate")]
    internal static partial int BoosterCreate(nint[] matrices, ulong count, out XgBoostBooster booster);

    [LibraryImport(Library, EntryPoint = "XGBoosterFree")]
    internal static partial int BoosterFree(nint booster);

    [LibraryImport(Library, EntryPoint = "XGBoosterSetParam", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int BoosterSetParam(XgBoostBooster booster, string name, string value);

    [LibraryImport(Library, EntryPoint = "XGBoosterSetStrFeatureInfo", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int BoosterSetNames(XgBoostBooster booster, string field, string[] names, ulong count);

    [LibraryImport(Library, EntryPoint = "XGBoosterGetNumFeature")]
    internal static partial int BoosterWidth(XgBoostBooster booster, out ulong columns);

    [LibraryImport(Library, EntryPoint = "XGBoosterBoostedRounds")]
    internal static partial int BoosterRounds(XgBoostBooster booster, out int rounds);

    [LibraryImport(Library, EntryPoint = "XGBoosterUpdateOneIter")]
    internal static partial int BoosterUpdate(XgBoostBooster booster, int round, XgBoostMatrix training);

    [LibraryImport(Library, EntryPoint = "XGBoosterPredictFromDMatrix", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int BoosterPredict(
        XgBoostBooster booster, XgBoostMatrix matrix, string config, out nint shape, out ulong dimensions, out nint values);

    [LibraryImport(Library, EntryPoint = "XGBoosterSaveModelToBuffer", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int BoosterSave(XgBoostBooster booster, string config, out ulong length, out nint bytes);

    [LibraryImport(Library, EntryPoint = "XGBoosterLoadModelFromBuffer")]
    internal static partial int BoosterLoad(XgBoostBooster booster, ReadOnlySpan<byte> bytes, ulong length);
}
