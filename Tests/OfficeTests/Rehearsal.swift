// SPDX-License-Identifier: Apache-2.0
import Foundation
import NumberGate
import Office
import Support
import Synchronization
import Vault
import Vocabulary

/// Settings of a fictional office in a folder of its own, with a clock that stands where it is put.
final class Rehearsal: Sendable {
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
        func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    let folder: TemporaryFolder
    let clock = StandingClock(day("2025-03-01"))
    var data: String { folder.file("data").path }

    init() throws { folder = try TemporaryFolder("office") }

    func settings(scheme: String = "sample", data: String? = nil) -> InstallationSettings {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return InstallationSettings(
            dataDirectory: data ?? self.data, schemesDirectory: root.path + "/Schemes",
            layoutsDirectory: root.path + "/Layouts", scheme: scheme, clock: clock,
            random: RehearsalRandomBytes(seed: 1), numberCheck: .synthetic)
    }
}

func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure(iso) }
    return day
}
