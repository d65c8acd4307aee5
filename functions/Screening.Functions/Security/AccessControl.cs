using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Deny is the default branch: an endpoint answers only when it names the <see cref="Access"/> it demands, or says that
/// it is anonymous. One that says nothing refuses everybody.
/// </summary>
public static class AccessControl
{
    /// <summary>Name of the scheme that chooses among the others by what was sent.</summary>
    private const string AnyScheme = "Any";

    /// <summary>Adds the ways to prove an identity and one policy per <see cref="Access"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="limits">Rates of callers; the usual ones unless given.</param>
    /// <param name="tokens">Whose tokens are accepted; nobody's unless given.</param>
    public static IServiceCollection AddAccessControl(
        this IServiceCollection services, RequestLimits? limits = null, TokenSettings? tokens = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new FailedAttempts(limits ?? new RequestLimits()));
        services.AddSingleton(_ => new ClientRate(limits ?? new RequestLimits()));
        AddSchemes(services, tokens);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResult>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var access in Enum.GetValues<Access>())
        {
            authorization.AddPolicy(access.ToString(), policy => policy
                .RequireAuthenticatedUser()
                .RequireRole(AccessTable.RolesFor(access)));
        }

        var nobody = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
        authorization.SetFallbackPolicy(nobody).SetDefaultPolicy(nobody);
        return services;
    }

    /// <summary>
    /// Demands <paramref name="access"/> of whoever calls this endpoint. Where something is changed, the whole is compiled
    /// with the change, which may take its time.
    /// </summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.RequireAuthorization(access.ToString());
        if (access is Access.EditPolicy or Access.ApprovePolicy or Access.EditLists)
        {
            endpoint.WithRequestTimeout(RequestFrame.ChangeTimes);
        }

        return endpoint;
    }

    /// <summary>Everything is added by hand: the framework's own start would keep cookie keys on disk.</summary>
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

    /// <summary>A key is looked at before a token, and either before a cookie, which a browser sends by itself.</summary>
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
    /// Lets routing say 404, 405 or 415 to those who have credentials; unauthenticated callers get 401 for every path, and learn
    /// nothing about which exist.
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
