using System.Text;
using Microsoft.AspNetCore.Http;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Tests.Contracts;

public sealed class ProblemWriteTests
{
    // Found by a fuzz test: the 503 of a timed-out request was cancelled with the request and became a 500.
    [Fact]
    public async Task AProblem_IsWritten_WhenTheRequestIsCancelled()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Response.Body = body;
        var problem = Problems.InvalidRequest([]);
        await problem.ExecuteAsync(context);
        Assert.Equal(400, context.Response.StatusCode);
        Assert.Contains("\"status\":400", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }
}
