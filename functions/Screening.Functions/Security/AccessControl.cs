using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Access is denied by default. An endpoint is accessible only if it names the required <see cref="Access"/> or is marked as
/// anonymous. Any other endpoint refuses every caller.
/// </summary>
public static class AccessControl
{
    /// <summary>Name of the scheme that selects one of the other schemes by the credentials sent.</summary>
    private const string AnyScheme = "Any";

    /// <summary>
    /// Adds the authentication schemes and one authorisation policy per <see cref="Access"/>. Without limits the defaults apply.
    /// Without token settings no tokens are accepted.
    /// </summary>
    public static IServiceCollection AddAccessControl(
        this IServiceCollection services, RequestLimits? limits = null, TokenSettings? tokens = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new FailedAttempts(limits ?? new RequestLimits()));
        services.AddSingleton(_ => new ClientRate(limits ?? new RequestLimits()));
        // The app adds its own; without them nothing is marked, and no id is known.
        services.TryAddSingleton(KeyMarks.None);
        services.TryAddSingleton(app => new IssuedIds(
            _ => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>()), app.GetRequiredService<TimeProvider>()));
        AddSchemes(services, tokens);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResult>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var access in Enum.GetValues<Access>())
        {
            authorization.AddPolicy(access.ToString(), policy => policy
                .RequireAuthenticatedUser()
                .RequireRole(AccessTable.RolesFor(access)));
        }

        var noCaller = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
        authorization.SetFallbackPolicy(noCaller).SetDefaultPolicy(noCaller);
        return services;
    }

    /// <summary>
    /// Requires <paramref name="access"/> for this endpoint. Endpoints that change something have the longer time limit, because
    /// all documents are compiled with the change.
    /// </summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.RequireAuthorization(access.ToString());
        if (access is Access.EditPolicy or Access.ApproveProposals or Access.SetStops or Access.EditLists)
        {
            endpoint.WithRequestTimeout(RequestFrame.ChangeTimes);
        }

        return endpoint;
    }

    /// <summary>
    /// All parts are added explicitly, because the framework's AddAuthentication would store cookie keys on disk.
    /// </summary>
    private static void AddSchemes(IServiceCollection services, TokenSettings? tokens)
    {
        services.AddWebEncoders();
        services.AddTransient<PolicySchemeHandler>();
        services.AddTransient<ApiKeyAuthentication>();
        services.AddTransient<SessionAuthentication>();
        services.Configure<PolicySchemeOptions>(AnyScheme, any => any.ForwardDefaultSelector = SchemeOf);
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = AnyScheme;
            options.AddScheme<PolicySchemeHandler>(AnyScheme, displayName: null);
            options.AddScheme<ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, displayName: null);
            options.AddScheme<SessionAuthentication>(SessionAuthentication.SchemeName, displayName: null);
            if (tokens is not null)
            {
                options.AddScheme<JwtBearerHandler>(TokenAuthentication.SchemeName, displayName: null);
            }
        });
        if (tokens is not null)
        {
            services.AddSingleton(tokens);
            TokenAuthentication.Add(services, tokens);
        }
    }

    /// <summary>Order of precedence: key, token, cookie. The cookie is last, because a browser sends it automatically.</summary>
    private static string SchemeOf(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.ContainsKey(ApiKeyAuthentication.Header))
        {
            return ApiKeyAuthentication.SchemeName;
        }

        if (headers.Authorization.Count > 0)
        {
            return context.RequestServices.GetService<TokenSettings>() is null
                ? ApiKeyAuthentication.SchemeName
                : TokenAuthentication.SchemeName;
        }

        return context.Request.Cookies.ContainsKey(SessionAuthentication.Cookie)
            ? SessionAuthentication.SchemeName
            : ApiKeyAuthentication.SchemeName;
    }

    /// <summary>
    /// Lets routing return 404, 405 or 415 to authenticated callers. Unauthenticated callers get 401 for every path and do not
    /// learn which paths exist.
    /// </summary>
    private sealed class AccessResult : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler usual = new();

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult)
        {
            var isMapped = context.GetEndpoint() is RouteEndpoint;
            return !isMapped && authorizeResult.Forbidden
                ? next(context)
                : usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}
