using System.Runtime.InteropServices;

namespace Traceability.Reading;

/// <summary>The functions of zbar 0.23 (LGPL-2.1) this house calls, as zbar.h declares them. Each object belongs to one thread.</summary>
internal static partial class Libzbar
{
    public const int AnySymbology = 0;
    public const int QrCode = 64;

    public const int Enable = 0;
    public const int Binary = 4;

    /// <summary>The letters Y800 as zbar counts formats: one byte of luminance per pixel.</summary>
    public const uint Y800 = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;

    private const string Library = "libzbar.so.0";

    /// <summary>Whether the system has the library; asked once, so that its absence is an answer and not an exception of each call.</summary>
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "zbar_image_scanner_create")]
    public static partial nint CreateScanner();

    [LibraryImport(Library, EntryPoint = "zbar_image_scanner_set_config")]
    public static partial int Configure(nint scanner, int symbology, int setting, int value);

    [LibraryImport(Library, EntryPoint = "zbar_image_scanner_destroy")]
    public static partial void DestroyScanner(nint scanner);

    [LibraryImport(Library, EntryPoint = "zbar_image_create")]
    public static partial nint CreateImage();

    [LibraryImport(Library, EntryPoint = "zbar_image_set_format")]
    public static partial void SetFormat(nint image, CULong format);

    [LibraryImport(Library, EntryPoint = "zbar_image_set_size")]
    public static partial void SetSize(nint image, uint width, uint height);

    /// <summary>Copies nothing: the pixels must stay where they are until the image is destroyed.</summary>
    [LibraryImport(Library, EntryPoint = "zbar_image_set_data")]
    public static partial void SetPixels(nint image, nint pixels, CULong length, nint cleanup);

    [LibraryImport(Library, EntryPoint = "zbar_image_destroy")]
    public static partial void DestroyImage(nint image);

    [LibraryImport(Library, EntryPoint = "zbar_scan_image")]
    public static partial int Scan(nint scanner, nint image);

    [LibraryImport(Library, EntryPoint = "zbar_image_first_symbol")]
    public static partial nint FirstSymbol(nint image);

    [LibraryImport(Library, EntryPoint = "zbar_symbol_next")]
    public static partial nint NextSymbol(nint symbol);

    [LibraryImport(Library, EntryPoint = "zbar_symbol_get_type")]
    public static partial int SymbologyOf(nint symbol);

    [LibraryImport(Library, EntryPoint = "zbar_symbol_get_data")]
    public static partial nint BytesOf(nint symbol);

    [LibraryImport(Library, EntryPoint = "zbar_symbol_get_data_length")]
    public static partial uint LengthOf(nint symbol);
}
