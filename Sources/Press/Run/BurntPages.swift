// SPDX-License-Identifier: Apache-2.0
import CPango
public import Vocabulary

/// Pictures of pages with places burnt black, as one PDF: the pixels under the black are gone before
/// anything is written, and no text, layer or earlier version comes along.
public enum BurntPages {
    /// A place in hundredths of the page's width and height, from the upper left.
    public struct Place: Hashable, Sendable {
        public let left, top, right, bottom: Double

        public init(left: Double, top: Double, right: Double, bottom: Double) {
            self.left = left
            self.top = top
            self.right = right
            self.bottom = bottom
        }
    }

    /// Makes the PDF.
    ///
    /// - Parameters:
    ///   - pages: PNG, one a page.
    ///   - resolution: pixels an inch of the pictures.
    ///   - black: places by page, from 0.
    /// - Throws: `Fault(.printer)` for a picture that cannot be read.
    public static func pdf(
        _ pages: [[UInt8]], resolution: Double, black: [Int: [Place]]
    ) throws(Fault) -> [UInt8] {
        let sink = ByteSink()
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
            return sink.write(data, Int(length)) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
        }
        guard
            let document = cairo_pdf_surface_create_for_stream(
                write, Unmanaged.passUnretained(sink).toOpaque(), 595, 842)
        else { throw Fault(.printer, detail: "no memory for a document") }
        defer { cairo_surface_destroy(document) }
        guard let ink = cairo_create(document) else {
            throw Fault(.printer, detail: "no memory for a document")
        }
        defer { cairo_destroy(ink) }
        for (index, page) in pages.enumerated() {
            let picture = try picture(page)
            defer { cairo_surface_destroy(picture) }
            try burn(black[index] ?? [], into: picture)
            let scale = 72 / resolution
            cairo_pdf_surface_set_size(
                document, Double(cairo_image_surface_get_width(picture)) * scale,
                Double(cairo_image_surface_get_height(picture)) * scale)
            cairo_save(ink)
            cairo_scale(ink, scale, scale)
            cairo_set_source_surface(ink, picture, 0, 0)
            cairo_paint(ink)
            cairo_restore(ink)
            cairo_show_page(ink)
        }
        cairo_surface_finish(document)
        guard cairo_surface_status(document) == CAIRO_STATUS_SUCCESS, sink.fault == nil else {
            throw Fault(.printer, detail: "cannot write a document of pictures")
        }
        return sink.bytes
    }

    /// Whether bytes are a picture that can be drawn.
    public static func isPicture(_ png: [UInt8]) -> Bool {
        guard let picture = try? picture(png) else { return false }
        cairo_surface_destroy(picture)
        return true
    }

    private static func burn(
        _ places: [Place], into picture: OpaquePointer
    ) throws(Fault) {
        guard !places.isEmpty else { return }
        guard let pen = cairo_create(picture) else {
            throw Fault(.printer, detail: "no memory for a picture")
        }
        defer { cairo_destroy(pen) }
        let width = Double(cairo_image_surface_get_width(picture))
        let height = Double(cairo_image_surface_get_height(picture))
        // Whole pixels, no soft edges: a grey edge would tell of what stood there.
        cairo_set_antialias(pen, CAIRO_ANTIALIAS_NONE)
        cairo_set_operator(pen, CAIRO_OPERATOR_SOURCE)
        cairo_set_source_rgb(pen, 0, 0, 0)
        for place in places {
            let left = (place.left / 100 * width).rounded(.down)
            let top = (place.top / 100 * height).rounded(.down)
            let right = (place.right / 100 * width).rounded(.up)
            let bottom = (place.bottom / 100 * height).rounded(.up)
            cairo_rectangle(pen, left, top, right - left, bottom - top)
            cairo_fill(pen)
        }
        cairo_surface_flush(picture)
        guard cairo_status(pen) == CAIRO_STATUS_SUCCESS else {
            throw Fault(.printer, detail: "cannot draw on a picture")
        }
    }

    /// Reads a PNG.
    private static func picture(_ bytes: [UInt8]) throws(Fault) -> OpaquePointer {
        let source = PictureBytes(bytes)
        let read: cairo_read_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
            let source = Unmanaged<PictureBytes>.fromOpaque(closure).takeUnretainedValue()
            return source.copy(to: data, Int(length))
                ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR
        }
        let found = withExtendedLifetime(source) {
            cairo_image_surface_create_from_png_stream(
                read, Unmanaged.passUnretained(source).toOpaque())
        }
        guard let found, cairo_surface_status(found) == CAIRO_STATUS_SUCCESS else {
            if let found { cairo_surface_destroy(found) }
            throw Fault(.printer, detail: "not a picture that can be read")
        }
        return found
    }
}

/// The bytes of a picture on their way into the drawing library.
private final class PictureBytes {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func copy(to goal: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
        guard position + count <= bytes.count else { return false }
        bytes.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress else { return }
            goal.update(from: start + position, count: count)
        }
        position += count
        return true
    }
}
