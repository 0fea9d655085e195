//! Allocator and panic handler for modules without the standard library.
//!
//! The standard library's allocator and panic messages, which no page could display, are a quarter
//! of the page's module.

use core::panic::PanicInfo;

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// Traps, like a panic with the standard library.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
