// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Synchronization

/// A scanner of the bench: clean, unless a file says that it is not, or the scanner is switched off.
final class PlayedScanner: AttachmentScanner {
    static let virus = Array("%EICAR-TEST%".utf8)
    private let isOn = Mutex(true)

    func turn(on: Bool) { isOn.withLock { $0 = on } }

    func scan(_ bytes: [UInt8]) -> ScanVerdict {
        guard isOn.withLock({ $0 }) else { return .unavailable }
        return bytes.starts(with: Self.virus)
            ? .infected(scanner: "played", finding: "Eicar-Test") : .clean(scanner: "played")
    }

    func scan(file path: String) -> ScanVerdict {
        scan([UInt8](FileManager.default.contents(atPath: path) ?? Data()))
    }

    func state() -> ScannerState {
        isOn.withLock { $0 } ? .up(engine: "played 1", patterns: nil) : .down
    }
}
