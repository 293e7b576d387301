// SPDX-License-Identifier: Apache-2.0
import Desk
import Foundation
import Press

/// `office.json` in the data folder: who signs letters, and who answers questions.
struct OfficePaper: Decodable {
    let city: String
    let senderTitle: String
    let senderName: String?
    let hasSealOmitted: Bool?
    /// The image of the official seal (PNG) in the data folder; without it a place is printed.
    let sealImage: String?
    let deskName: String
    let deskAddress: String?
    let deskPhone: String
    let deskHours: String?

    static func read(in folder: String) throws -> OfficeProfile {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("office.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return .unnamed }
        let paper = try JSONDecoder().decode(OfficePaper.self, from: Data(contentsOf: file))
        return OfficeProfile(
            city: paper.city,
            sender: Sender(
                title: paper.senderTitle, name: paper.senderName ?? "",
                seal: try paper.seal(in: folder)),
            desk: ContactDesk(
                name: paper.deskName, address: paper.deskAddress ?? "", phone: paper.deskPhone,
                hours: paper.deskHours ?? ""))
    }

    /// - Throws: `PressRefusal.sealUnreadable`; a file that is named must be there.
    private func seal(in folder: String) throws -> Sender.Seal {
        if hasSealOmitted ?? false { return .omitted }
        guard let sealImage else { return .place }
        let file = URL(fileURLWithPath: folder).appendingPathComponent(sealImage)
        guard let data = try? Data(contentsOf: file) else { throw PressRefusal.sealUnreadable }
        return .image(try SealImage(png: [UInt8](data)))
    }
}
