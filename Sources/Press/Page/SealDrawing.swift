// SPDX-License-Identifier: Apache-2.0
import CPango

/// Seals as Cairo knows them: read once, written into a file once.
final class SealDrawing {
    private var surfaces: [SealImage: OpaquePointer] = [:]

    deinit { for surface in surfaces.values { cairo_surface_destroy(surface) } }

    /// The image of a seal with its size in pixels.
    func surface(_ seal: SealImage) -> (OpaquePointer, width: Double, height: Double)? {
        if surfaces[seal] == nil { surfaces[seal] = SealDrawing.read(seal.png) }
        guard let surface = surfaces[seal] else { return nil }
        return (
            surface, Double(cairo_image_surface_get_width(surface)),
            Double(cairo_image_surface_get_height(surface))
        )
    }

    static func isReadable(_ png: [UInt8]) -> Bool {
        guard let surface = read(png) else { return false }
        defer { cairo_surface_destroy(surface) }
        let sides = [
            cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface),
        ]
        return sides.allSatisfy { (1...4_000).contains($0) }
    }

    private struct Reading {
        let bytes: [UInt8]
        var offset = 0
    }

    private static func read(_ png: [UInt8]) -> OpaquePointer? {
        var reading = Reading(bytes: png)
        let take: cairo_read_func_t = { closure, into, length in
            guard let closure, let into else { return CAIRO_STATUS_READ_ERROR }
            let reading = closure.assumingMemoryBound(to: Reading.self)
            let (start, count) = (reading.pointee.offset, Int(length))
            guard start + count <= reading.pointee.bytes.count else {
                return CAIRO_STATUS_READ_ERROR
            }
            for place in 0..<count { into[place] = reading.pointee.bytes[start + place] }
            reading.pointee.offset += count
            return CAIRO_STATUS_SUCCESS
        }
        let made = withUnsafeMutablePointer(to: &reading) {
            cairo_image_surface_create_from_png_stream(take, $0)
        }
        guard let made else { return nil }
        guard cairo_surface_status(made) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(made)
            return nil
        }
        return made
    }
}
