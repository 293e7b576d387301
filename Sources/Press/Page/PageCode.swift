// SPDX-License-Identifier: Apache-2.0
import CPango
import CQR

/// The code of a page (ページ符号): envelope, page and count, as text and as QR code.
///
/// The machine that fills envelopes, and the check that reads the file again, see with it that
/// each envelope holds its own pages, all of them, in order.
struct PageCode {
    let envelope: EnvelopeID
    let page: Int
    let pages: Int

    /// `E-0001 1/2`.
    var text: String { "\(envelope.text) \(page)/\(pages)" }

    /// The dark modules of a text of at most 1,200 bytes.
    private static func modules(of text: String) -> (side: Int, dark: [Bool]) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            preconditionFailure("1,200 bytes always fit a QR code")
        }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        return (side, (0..<(side * side)).map { code.pointee.data[$0] & 1 == 1 })
    }

    /// A text as an image, a pixel for each module, with the quiet zone of four modules; `nil`
    /// where there is no memory.
    ///
    /// An image is a tenth of the bytes and of the time of as many rectangles.
    static func image(of text: String) -> (surface: OpaquePointer, side: Int)? {
        let (inner, dark) = modules(of: text)
        let side = inner + 8
        guard
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(side), Int32(side)),
            let pixels = cairo_image_surface_get_data(surface)
        else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        for row in 0..<side {
            for column in 0..<side {
                let (y, x) = (row - 4, column - 4)
                let isInside = (0..<inner).contains(y) && (0..<inner).contains(x)
                let ink: UInt8 = isInside && dark[y * inner + x] ? 0 : 0xFF
                for byte in 0..<4 { pixels[row * stride + column * 4 + byte] = ink }
            }
        }
        cairo_surface_mark_dirty(surface)
        return (surface, side)
    }
}
