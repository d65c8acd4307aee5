using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;

namespace Screening.Functions.Storage;

/// <summary>
/// Replaces the retry policy of the clients: a bulkhead, a total timeout, retries with jitter for calls that may be repeated, and
/// a circuit breaker. One instance per service, because services fail independently.
/// </summary>
public sealed class StorageRetryPolicy : HttpPipelinePolicy
{
    private static readonly ResiliencePropertyKey<StorageCall> CallKey = new("call");

    private readonly ResiliencePipeline<Response> pipeline;
    private readonly StorageRetryOptions retry;

    /// <summary>Builds the pipeline of one service.</summary>
    public StorageRetryPolicy(StorageRetryOptions retry)
    {
        ArgumentNullException.ThrowIfNull(retry);
        this.retry = retry;
        pipeline = new ResiliencePipelineBuilder<Response>()
            .AddConcurrencyLimiter(retry.Parallel, retry.Waiting)
            .AddTimeout(retry.TotalTimeout)
            .AddRetry(Retry(retry))
            .AddCircuitBreaker(Breaker(retry))
            .Build();
    }

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">Status 0: storage did not respond, or the call was not sent.</exception>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var call = new StorageCall(message, pipeline, retry);
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

    private static RetryStrategyOptions<Response> Retry(StorageRetryOptions retry) => new()
    {
        MaxRetryAttempts = retry.Retries,
        Delay = retry.Pause,
        MaxDelay = retry.PauseLimit,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => ValueTask.FromResult(
            Call(args.Context).HasFailed(args.Outcome) && Call(args.Context).MayBeRepeated
            && !(StorageCall.RetryAfter(args.Outcome.Result) > retry.PauseLimit)),
        // The pause requested by storage, if any; otherwise the pause above.
        DelayGenerator = args => ValueTask.FromResult(StorageCall.RetryAfter(args.Outcome.Result)),
    };

    private static CircuitBreakerStrategyOptions<Response> Breaker(StorageRetryOptions retry) => new()
    {
        FailureRatio = retry.BreakRatio,
        MinimumThroughput = retry.BreakMinimum,
        SamplingDuration = retry.BreakWindow,
        BreakDuration = retry.BreakTime,
        ShouldHandle = args => ValueTask.FromResult(Call(args.Context).HasFailed(args.Outcome)),
    };

    private static StorageCall Call(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);
}
