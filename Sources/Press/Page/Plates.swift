// SPDX-License-Identifier: Apache-2.0
import CPango

/// The plates (版): fixed parts of forms, recorded once and stamped on each page.
///
/// Cairo writes a stamped recording into the file once and refers to it from each page, so that a
/// page costs only what differs from the others.
final class Plates {
    private var recordings: [String: OpaquePointer] = [:]
    /// Words that a run repeats; a run that repeats nothing must not fill the memory.
    private var repeating: [String: OpaquePointer] = [:]
    private static let most = 64
    /// Names of repeated words in which no problem was found.
    private var sound: Set<String> = []

    deinit {
        beginRun()
        for recording in recordings.values { cairo_surface_destroy(recording) }
    }

    /// Forgets what only the last run repeated.
    func beginRun() {
        for recording in repeating.values { cairo_surface_destroy(recording) }
        repeating.removeAll()
        sound.removeAll()
    }

    /// Whether words were checked in this run and can be drawn as they stand.
    func isSound(_ name: String) -> Bool { sound.contains(name) }

    func found(sound name: String) {
        if sound.count < Plates.most { sound.insert(name) }
    }

    /// The recording of words that a run repeats; `nil` where there are too many different ones.
    func repeated(
        _ name: String, _ size: PaperSize, _ draw: (OpaquePointer) -> Void
    ) -> OpaquePointer? {
        if let made = repeating[name] { return made }
        guard repeating.count < Plates.most else { return nil }
        let made = Plates.record(size, draw)
        repeating[name] = made
        return made
    }

    func has(_ name: String) -> Bool { recordings[name] != nil }

    /// Gives the recording of that name, made by `draw` on its own pen the first time.
    func recording(
        _ name: String, _ size: PaperSize, _ draw: (OpaquePointer) -> Void
    ) -> OpaquePointer {
        if let made = recordings[name] { return made }
        let made = Plates.record(size, draw)
        recordings[name] = made
        return made
    }

    private static func record(
        _ size: PaperSize, _ draw: (OpaquePointer) -> Void
    ) -> OpaquePointer {
        var extents = cairo_rectangle_t(
            x: 0, y: 0, width: points(size.width), height: points(size.height))
        guard let made = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents),
            let pen = cairo_create(made)
        else { preconditionFailure("no memory for a recording") }
        draw(pen)
        cairo_destroy(pen)
        return made
    }
}
