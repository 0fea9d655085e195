//! HTTP requests and responses, as the gateway sees them.

/// An HTTP request, to be sent unchanged as `POST`; redirects are not followed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HttpRequest {
    /// The URL.
    pub url: String,
    /// All headers that the API requires.
    pub headers: [(&'static str, String); 6],
    /// The body, exactly as it was signed.
    pub body: String,
}

/// An HTTP response.
#[derive(Clone, Copy)]
pub struct HttpResponse<'a> {
    /// The status code; 0 where the platform hides a redirect.
    pub status: u16,
    /// The body.
    pub body: &'a str,
    /// Its `Retry-After`, in milliseconds from `at` (RFC 9110 §10.2.3).
    pub retry_after: Option<i64>,
    /// When it arrived: Unix time in milliseconds.
    pub at: i64,
}
