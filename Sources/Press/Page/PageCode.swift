// SPDX-License-Identifier: Apache-2.0
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

    /// The dark modules, row by row.
    func modules() -> (side: Int, dark: [Bool]) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            preconditionFailure("36 characters always fit a QR code")
        }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        return (side, (0..<(side * side)).map { code.pointee.data[$0] & 1 == 1 })
    }
}
