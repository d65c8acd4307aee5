using Screening.Functions.Development;

namespace Screening.Functions.Tests.Worlds;

/// <summary>
/// Accounts of Azurite processes that several tests share. Accounts share nothing, so each test has a storage of its own without the
/// start of a process, which takes longer than most tests. A process ends when all its accounts were used and given back.
/// </summary>
internal static class SharedStorage
{
    /// <summary>Accounts of one process. Its memory grows with each.</summary>
    private const int Accounts = 24;

    /// <summary>Processes in use at a time: each runs on one processor.</summary>
    private const int Processes = 2;

    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Server?[] Current = new Server?[Processes];
    private static int turn;

    /// <summary>Takes an account.</summary>
    /// <returns>Its connection string, and what gives it back.</returns>
    public static async Task<(string ConnectionString, Func<ValueTask> GiveBack)> TakeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            turn = (turn + 1) % Processes;
            var server = Current[turn] is { Left: > 0 } open ? open : Current[turn] = await Server.StartAsync();
            return (server.Take(), server.GiveBackAsync);
        }
        finally
        {
            Gate.Release();
        }
    }

    private sealed class Server(string folder, AzuriteProcess azurite)
    {
        private int users;

        public int Left { get; private set; } = Accounts;

        public static async Task<Server> StartAsync()
        {
            var folder = Path.Combine(Path.GetTempPath(), "screening-flow-" + Guid.NewGuid().ToString("N"));
            var options = new AzuriteOptions { StorageFolder = folder, IsInMemory = true, Accounts = [.. Enumerable.Range(0, Accounts).Select(NameOf)] };
            var server = new Server(folder, await AzuriteProcess.StartAsync(options, CancellationToken.None));
            // The process ends with this one; its folder is empty but for the lock.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.RemoveFolder();
            return server;
        }

        public string Take()
        {
            users++;
            return azurite.ConnectionStringOf(NameOf(--Left));
        }

        public async ValueTask GiveBackAsync()
        {
            await Gate.WaitAsync();
            try
            {
                if (--users == 0 && Left == 0)
                {
                    await azurite.DisposeAsync();
                    RemoveFolder();
                }
            }
            finally
            {
                Gate.Release();
            }
        }

        private static string NameOf(int account) => $"screening{account}";

        private void RemoveFolder()
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
