// SPDX-License-Identifier: Apache-2.0
import Desk
import Foundation
import Office
import Simulation
import Town
import Vocabulary

/// Opens the desk on the played year: its clock goes on from the last day of the story.
struct OpenDesk {
    let result: TownYearResult
    let port: Int

    func run() async throws {
        result.clock.run(with: MachineClock())
        let users = result.users
        let settings = DeskSettings(
            port: port, isRehearsal: true,
            office: OfficeProfile(
                city: FictionalCity.name, sender: LetterHead.sender, desk: LetterHead.desk))
        try await Desk.serve(result.office, settings: settings) { address in
            Output.complain("画面を開きました(検証環境): \(address)")
            Output.complain("この町だけの利用者です。止めるには Ctrl-C を押してください。")
            for user in users {
                Output.complain(
                    "  \(user.officer)  \(user.password)  \(user.name)(\(user.roles.joined(separator: "・")))"
                )
            }
        }
    }
}
