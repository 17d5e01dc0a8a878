namespace Traceability.Labels.Qr;

/// <summary>
/// What each variable bit changes in a symbol, learnt from drawings. Error correction and placement are linear over GF(2), so the difference of two unmasked
/// drawings is the sum of the columns of the bits in which their codes differ; elimination gives the columns, and a wrong idea of the bits shows itself.
/// </summary>
internal sealed class QrColumns
{
    private readonly (ulong[] Bits, ulong[] Rows)?[] _byPivot = new (ulong[], ulong[])?[64 * QrBits.Words];

    public int Rank { get; private set; }

    /// <summary>Learns from a difference; false when it contradicts what was learnt.</summary>
    public bool Learn(ulong[] bits, ulong[] rows)
    {
        var (rest, change) = (bits.ToArray(), rows.ToArray());
        for (var pivot = 0; pivot < _byPivot.Length; pivot++)
        {
            if (!IsSet(rest, pivot))
                continue;
            if (_byPivot[pivot] is not { } known)
            {
                Keep(pivot, rest, change);
                return true;
            }

            Add(known.Bits, rest);
            Add(known.Rows, change);
        }

        return Array.TrueForAll(change, row => row == 0);
    }

    /// <summary>For each bit that decides, its column of rows; the other bits follow from these.</summary>
    public IEnumerable<(int Pivot, ulong[] Rows)> Columns =>
        from pivot in Enumerable.Range(0, _byPivot.Length) let column = _byPivot[pivot] where column is not null select (pivot, column.Value.Rows);

    // Every pivot bit stands in its own column only, so the pivot bits of a difference say by themselves which columns to add.
    private void Keep(int pivot, ulong[] bits, ulong[] rows)
    {
        for (var later = pivot + 1; later < _byPivot.Length; later++)
        {
            if (IsSet(bits, later) && _byPivot[later] is { } known)
            {
                Add(known.Bits, bits);
                Add(known.Rows, rows);
            }
        }

        foreach (var column in _byPivot)
        {
            if (column is { } earlier && IsSet(earlier.Bits, pivot))
            {
                Add(bits, earlier.Bits);
                Add(rows, earlier.Rows);
            }
        }

        _byPivot[pivot] = (bits, rows);
        Rank++;
    }

    private static bool IsSet(ulong[] bits, int at) => (bits[at >> 6] >> (at & 63) & 1) != 0;

    private static void Add(ulong[] from, ulong[] to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] ^= from[i];
    }
}
