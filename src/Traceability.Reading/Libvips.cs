using System.Runtime.InteropServices;

namespace Traceability.Reading;

/// <summary>
/// The functions of libvips 8.13 and later (LGPL-2.1) this house calls. Those that take options end with names and values and a null: only whole numbers and pointers are passed there,
/// which travel like other arguments. An image may be used by many threads.
/// </summary>
internal static partial class Libvips
{
    public const int Sequential = 1;
    public const int BlackAndWhite = 1;
    public const int OnlyDown = 2;

    private const int Warning = 1 << 4;

    private const string Library = "libvips.so.42";
    private const string Glib = "libglib-2.0.so.0";

    /// <summary>Whether the system has the library and it could be made ready; asked once, so that its absence is an answer and not an exception of each call.</summary>
    public static bool IsReady { get; } = NativeLibrary.TryLoad(Library, out _) && MakeReady();

    [LibraryImport(Library, EntryPoint = "vips_jpegload_buffer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadJpeg(nint file, nuint length, out nint image, string access, int sequential, string shrink, int factor, nint end = 0);

    [LibraryImport(Library, EntryPoint = "vips_pngload_buffer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadPng(nint file, nuint length, out nint image, string access, int sequential, nint end = 0);

    [LibraryImport(Library, EntryPoint = "vips_webpload_buffer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadWebp(nint file, nuint length, out nint image, string access, int sequential, nint end = 0);

    [LibraryImport(Library, EntryPoint = "vips_image_hasalpha")]
    public static partial int HasAlpha(nint image);

    [LibraryImport(Library, EntryPoint = "vips_flatten", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Flatten(nint image, out nint flat, string background, nint shade, nint end = 0);

    [LibraryImport(Library, EntryPoint = "vips_colourspace")]
    public static partial int Colours(nint image, out nint converted, int space, nint end = 0);

    [LibraryImport(Library, EntryPoint = "vips_thumbnail_image", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Shrink(nint image, out nint smaller, int width, string height, int rows, string size, int down, nint end = 0);

    [LibraryImport(Library, EntryPoint = "vips_image_get_width")]
    public static partial int WidthOf(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_height")]
    public static partial int HeightOf(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_bands")]
    public static partial int BandsOf(nint image);

    /// <summary>Computes the pixels; the memory is the caller's to free.</summary>
    [LibraryImport(Library, EntryPoint = "vips_image_write_to_memory")]
    public static partial nint Write(nint image, out nuint length);

    /// <summary>Tells whoever computes the image to stop at its next piece.</summary>
    [LibraryImport(Library, EntryPoint = "vips_image_set_kill")]
    public static partial void Stop(nint image, int stop);

    [LibraryImport(Library, EntryPoint = "vips_array_double_new")]
    public static partial nint Shade(ReadOnlySpan<double> values, int count);

    [LibraryImport(Library, EntryPoint = "vips_area_unref")]
    public static partial void ReleaseShade(nint shade);

    [LibraryImport(Library, EntryPoint = "vips_error_clear")]
    public static partial void ForgetErrors();

    [LibraryImport("libgobject-2.0.so.0", EntryPoint = "g_object_unref")]
    public static partial void Release(nint image);

    [LibraryImport(Glib, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Begin(string program);

    [LibraryImport(Library, EntryPoint = "vips_block_untrusted_set")]
    private static partial void BlockUntrusted(int block);

    [LibraryImport(Library, EntryPoint = "vips_concurrency_set")]
    private static partial void ThreadsPerImage(int threads);

    [LibraryImport(Library, EntryPoint = "vips_cache_set_max")]
    private static partial void RememberAtMost(int operations);

    [LibraryImport(Glib, EntryPoint = "g_setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport(Glib, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial uint Hear(string domain, int levels, delegate* unmanaged<nint, int, nint, nint, void> handler, nint context);

    [UnmanagedCallersOnly]
    private static void SayNothing(nint domain, int level, nint message, nint context)
    {
    }

    private static unsafe bool MakeReady()
    {
        // Its modules for further kinds of file (slides, PDF, ImageMagick) lie beneath this directory. They are not only more that a stranger could try: they bring the system's SQLite into
        // the process, whose functions then take the place of our own's in the middle of a query.
        if (SetEnvironment("VIPSHOME", "/nonexistent", 1) == 0)
            return false;
        // Else it writes what is odd about a stranger's file to the error stream.
        Hear("VIPS", Warning, &SayNothing, 0);
        if (Begin("traceability") != 0)
            return false;
        BlockUntrusted(1);
        ThreadsPerImage(1);
        // It would remember files by where they lie in memory, and the next one may lie there too.
        RememberAtMost(0);
        return true;
    }
}
