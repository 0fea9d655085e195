//! Numbers of the JavaScript engine.

use alloc::string::String;

pub(in crate::json) fn parse(text: &str) -> Option<f64> {
    let number = js_sys::Number::parse_float(text);
    (!number.is_nan()).then_some(number)
}

pub(in crate::json) fn text(number: f64) -> String {
    let number = js_sys::Number::from(number);
    js_sys::Object::to_string(&number).into()
}
