using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace Screening.Functions.Storage;

/// <summary>
/// Stands where the clients' own retries would: a bulkhead, a timeout over all, retries with jitter of what may be
/// repeated, and a circuit breaker. One per service, because one may fail while another does not.
/// </summary>
public sealed class PatientPolicy : HttpPipelinePolicy
{
    private static readonly ResiliencePropertyKey<StorageCall> CallKey = new("call");

    private readonly ResiliencePipeline<Response> pipeline;
    private readonly StoragePatience patience;

    /// <summary>Builds the pipeline of one service.</summary>
    /// <param name="patience">Its numbers.</param>
    public PatientPolicy(StoragePatience patience)
    {
        ArgumentNullException.ThrowIfNull(patience);
        this.patience = patience;
        pipeline = new ResiliencePipelineBuilder<Response>()
            .AddConcurrencyLimiter(patience.Parallel, patience.Waiting)
            .AddTimeout(patience.TotalTimeout)
            .AddRetry(Retry(patience))
            .AddCircuitBreaker(Breaker(patience))
            .Build();
    }

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">Status 0: storage did not answer, or was not asked.</exception>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var call = new StorageCall(message, pipeline, patience);
        var context = ResilienceContextPool.Shared.Get(message.CancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            await this.pipeline.ExecuteAsync(static (_, state) => state.AttemptAsync(), context, call);
        }
        catch (ExecutionRejectedException refusal)
        {
            throw new RequestFailedException(0, Sentence(refusal), "StorageNotAsked", refusal);
        }
        catch (OperationCanceledException timeout) when (!message.CancellationToken.IsCancellationRequested)
        {
            throw new RequestFailedException(0, "storage did not answer in time", "StorageTimeout", timeout);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("storage is spoken to asynchronously only");

    private static string Sentence(ExecutionRejectedException refusal) => refusal switch
    {
        BrokenCircuitException => "storage failed too often and is left alone for a moment",
        RateLimiterRejectedException => "too many calls of storage are waiting",
        _ => "storage did not answer in time",
    };

    private static RetryStrategyOptions<Response> Retry(StoragePatience patience) => new()
    {
        MaxRetryAttempts = patience.Retries,
        Delay = patience.Pause,
        MaxDelay = patience.PauseLimit,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => ValueTask.FromResult(
            Call(args.Context).HasFailed(args.Outcome) && Call(args.Context).MayBeRepeated
            && !(StorageCall.RetryAfter(args.Outcome.Result) > patience.PauseLimit)),
        // What storage asks for, where it asks; else the pause above.
        DelayGenerator = args => ValueTask.FromResult(StorageCall.RetryAfter(args.Outcome.Result)),
    };

    private static CircuitBreakerStrategyOptions<Response> Breaker(StoragePatience patience) => new()
    {
        FailureRatio = patience.BreakRatio,
        MinimumThroughput = patience.BreakMinimum,
        SamplingDuration = patience.BreakWindow,
        BreakDuration = patience.BreakTime,
        ShouldHandle = args => ValueTask.FromResult(Call(args.Context).HasFailed(args.Outcome)),
    };

    private static StorageCall Call(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);
}
