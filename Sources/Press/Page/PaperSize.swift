// SPDX-License-Identifier: Apache-2.0

/// Size of a page in millimetres.
struct PaperSize: Hashable {
    let width: Double
    let height: Double

    static let a4 = PaperSize(width: 210, height: 297)
    static let a4Landscape = PaperSize(width: 297, height: 210)
}
