// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The most memory this process held since the last reset, as the kernel counts it.
enum PeakMemory {
    /// Forgets the peak so far, where the kernel lets us.
    static func reset() {
        let file = open("/proc/self/clear_refs", O_WRONLY)
        guard file >= 0 else { return }
        defer { close(file) }
        _ = write(file, "5", 1)
    }

    /// MB (1,048,576 bytes); 0 where the kernel does not say.
    static var megabytes: Double {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({
                Double($0)
            })
        else { return 0 }
        return kilobytes / 1024
    }
}
