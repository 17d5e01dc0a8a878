using System.Data.Common;
using Traceability.Storage.Codes;
using Traceability.Storage.Sqlite;

namespace Traceability.Storage;

/// <summary>How every program of the house ends when it cannot start: what stops it is told in a sentence, not in a trace.</summary>
public static class HouseProgram
{
    /// <summary>Tells the operator, in one line, what went wrong beside the work.</summary>
    internal static void Tell(string message) => Console.Error.WriteLine(message.ReplaceLineEndings(" "));

    /// <summary>Runs the program and answers its exit code: 1, with the reason on the error stream, when the operator can mend it.</summary>
    public static async Task<int> Run(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception error) when (error is SettingException or SchemaException or MissingKeyException or BackupException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }
        catch (DbException error)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used; Database:ConnectionString says which it is. {error.Message}");
        }
        catch (IOException error)
        {
            var isAddressTaken = error.GetBaseException() is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AddressAlreadyInUse };
            await Console.Error.WriteLineAsync(error.Message + (isAddressTaken ? " Choose another with --Doors:Public:Urls=http://127.0.0.1:8090 --Doors:Desk:Urls=http://127.0.0.1:8091" : ""));
        }

        return 1;
    }
}
