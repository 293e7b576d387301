// SPDX-License-Identifier: Apache-2.0

/// The impression of the official seal (公印の印影), as an image that the city handed in.
///
/// The city's rules say who may use it and for which papers; the press only draws what it is given.
public struct SealImage: Hashable, Sendable {
    /// A PNG file.
    let png: [UInt8]
    /// FNV-1a of the bytes: a seal is told from another without looking through both.
    private let mark: UInt64

    /// Takes the bytes of a PNG file.
    ///
    /// - Throws: `.sealUnreadable` where they are none, or are larger than a seal ever is.
    public init(png: [UInt8]) throws(PressRefusal) {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard png.starts(with: signature), png.count <= SealImage.most,
            SealDrawing.isReadable(png)
        else { throw .sealUnreadable }
        self.png = png
        mark = png.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    public static func == (left: SealImage, right: SealImage) -> Bool {
        left.mark == right.mark && left.png.count == right.png.count
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(mark) }

    /// Two megabytes.
    private static let most = 2 << 20
}
