using System.Diagnostics.CodeAnalysis;

namespace Traceability.Reading;

/// <summary>Unpacks JPEG, PNG and WebP with libvips, which Debian packages as libvips42: straight to grey, as small as a label needs, by the loaders of these three kinds and no other.</summary>
internal static class VipsDecoder
{
    /// <summary>The longest side of what is unpacked; a label that fills a tenth of it still has four pixels to the module.</summary>
    public const int MostPixelsPerSide = 2_000;

    private const double White = 255;

    /// <summary>The picture on white paper; false when the file cannot be unpacked or is not what its header said.</summary>
    /// <exception cref="OperationCanceledException">It took longer than whoever asked wanted to wait.</exception>
    public static unsafe bool TryDecode(byte[] bytes, PictureFile file, [NotNullWhen(true)] out GreyPicture? picture, CancellationToken cancellation)
    {
        fixed (byte* content = bytes)
        {
            var held = new Stack<nint>();
            try
            {
                var done = TryLoad(file, (nint)content, (nuint)bytes.Length, held) && TryMakeGrey(held);
                picture = done ? Compute(held.Peek(), cancellation) : null;
                cancellation.ThrowIfCancellationRequested();
                return picture is not null;
            }
            finally
            {
                // The last is made of those before it. All must be gone before the bytes may move.
                while (held.TryPop(out var image))
                    Libvips.Release(image);
                Libvips.ForgetErrors();
            }
        }
    }

    private static bool TryLoad(PictureFile file, nint content, nuint length, Stack<nint> held) => file.Kind switch
    {
        PictureKind.Jpeg => Held(Libvips.LoadJpeg(content, length, out var image, "access", Libvips.Sequential, "shrink", ShrinkWhileLoading(file)), image, held),
        PictureKind.Png => Held(Libvips.LoadPng(content, length, out var image, "access", Libvips.Sequential), image, held),
        _ => Held(Libvips.LoadWebp(content, length, out var image, "access", Libvips.Sequential), image, held),
    };

    private static bool TryMakeGrey(Stack<nint> held)
    {
        if (Libvips.HasAlpha(held.Peek()) != 0)
        {
            var white = Libvips.Shade([White], 1);
            var isFlat = Held(Libvips.Flatten(held.Peek(), out var flat, "background", white), flat, held);
            Libvips.ReleaseShade(white);
            if (!isFlat)
                return false;
        }

        return Held(Libvips.Colours(held.Peek(), out var grey, Libvips.BlackAndWhite), grey, held)
            && Held(Libvips.Shrink(held.Peek(), out var smaller, MostPixelsPerSide, "height", MostPixelsPerSide, "size", Libvips.OnlyDown), smaller, held);
    }

    private static unsafe GreyPicture? Compute(nint image, CancellationToken cancellation)
    {
        var (width, height) = (Libvips.WidthOf(image), Libvips.HeightOf(image));
        if (Libvips.BandsOf(image) != 1 || width > MostPixelsPerSide || height > MostPixelsPerSide)
            return null;
        nint pixels;
        nuint length;
        using (cancellation.Register(() => Libvips.Stop(image, 1)))
            pixels = Libvips.Write(image, out length);
        if (pixels == 0)
            return null;
        try
        {
            return length == (nuint)((long)width * height) ? new GreyPicture(width, height, new ReadOnlySpan<byte>((void*)pixels, width * height).ToArray()) : null;
        }
        finally
        {
            Libvips.Free(pixels);
        }
    }

    // JPEG is cheap to unpack at a half, a quarter or an eighth.
    private static int ShrinkWhileLoading(PictureFile file)
    {
        var factor = 1;
        while (factor < 8 && int.Max(file.Width, file.Height) / (factor * 2) >= MostPixelsPerSide)
            factor *= 2;
        return factor;
    }

    private static bool Held(int failed, nint image, Stack<nint> held)
    {
        if (failed != 0 || image == 0)
            return false;
        held.Push(image);
        return true;
    }
}
