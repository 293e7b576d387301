// SPDX-License-Identifier: Apache-2.0

/// Where the address stands on A4 folded in three for a window envelope of the size 長形3号.
///
/// The sheet (210 × 99 mm folded) slides in the envelope (235 × 120 mm): 25 mm sideways, 21 mm up
/// and down. With a window of 90 × 45 mm whose corner is 20 mm from the left and 13 mm from the top
/// of the envelope, only the common part of all positions is always visible, and only what is
/// outside their union is never visible. The measures of the window are those of common
/// envelopes on sale; a city whose envelopes differ changes this one value.
struct AddressWindow {
    /// Always visible: the whole address stands here.
    let address: Box
    /// Possibly visible: nothing else may stand here.
    let quiet: Box

    static let longThree = AddressWindow(
        address: Box(21, 13.5, 63, 23), quiet: Box(0, 0, 110, 58))
}
