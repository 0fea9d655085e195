//! HTTP requests and responses.

/// An HTTP request. Send it unchanged as `POST`, and do not follow redirects.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HttpRequest {
    /// The URL.
    pub url: String,
    /// The headers that the API requires.
    pub headers: [(&'static str, String); 6],
    /// The body, exactly as it was signed.
    pub body: String,
}

/// An HTTP response.
#[derive(Clone, Copy)]
pub struct HttpResponse<'a> {
    /// The status code; 0 if the platform hides a redirect.
    pub status: u16,
    /// The body.
    pub body: &'a str,
    /// The `Retry-After` in milliseconds from `at` (RFC 9110 §10.2.3).
    pub retry_after: Option<i64>,
    /// The time of arrival as Unix time in milliseconds.
    pub at: i64,
}
