//! What the standard library brings otherwise: memory, and the end of a panic.
//!
//! Its allocator and its report of a panic, which no page could show, are a quarter of the page's
//! module.

use core::panic::PanicInfo;

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// A panic traps, as it does with the standard library.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
