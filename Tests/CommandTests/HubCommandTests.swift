// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@Suite("PMHの命令")
struct HubCommandTests {
    private let folder: TemporaryFolder
    private var data: String { folder.file("data").path }
    private static let password = "kumo-no-mine-2031-aoi\n"

    init() throws { folder = try TemporaryFolder("hub-command") }

    private func run(_ arguments: String..., input: String? = nil) throws -> Program.Answer {
        try Program.run(arguments + ["--data", data, "--rehearsal"], input: input)
    }

    private func status() throws -> [String: any Sendable] {
        try run("hub", "status", "--json").object()
    }

    private func configure(_ address: String) throws {
        try "token".write(toFile: data + "/hub.token", atomically: true, encoding: .utf8)
        try """
        {"endpoint": "\(address)", "token-file": "hub.token", "profile": {
          "certificate-type": "KODOMO01", "certificate-name": "見本市こども医療費受給資格証",
          "always-reimbursement": false, "hidden-address": "不開示", "form": "difference",
          "cares": {}, "details": []}}
        """.write(toFile: data + "/hub.json", atomically: true, encoding: .utf8)
    }

    @Test("初めは止まっていて、二人の管理者が始め、一人が止める")
    func onAndOff() throws {
        #expect(try run("init").status == 0)
        for officer in ["k901", "k902"] {
            let answer = try run(
                "user", "add", officer, "--name", "検証", "--role", "administrator",
                "--keep-password", input: HubCommandTests.password)
            #expect(answer.status == 0, "\(answer.complaint)")
        }
        #expect(try status()["on"] as? Bool == false)
        let idle = try run("hub", "run")
        #expect(idle.status == 1)
        #expect(idle.complaint.contains("E-HUB-001"))

        let simulator = try PeerProcess("medical-hub/medical_hub.py", ["--token", "token"])
        try configure(simulator.address)
        let propose = [
            "hub", "on", "--officer", "k901", "--assessment", "第3版", "--published", "2025-05-01",
            "--reason", "評価書の改定",
        ]
        func officer(_ arguments: [String]) throws -> Program.Answer {
            try Program.run(
                arguments + ["--data", data, "--rehearsal"], input: HubCommandTests.password)
        }
        #expect(try officer(propose).status == 0)
        #expect(try status()["proposed"] as? String == "第3版")
        let confirm = ["hub", "on", "--confirm", "--reason", "確かめた", "--officer"]
        let alone = try officer(confirm + ["k901"])
        #expect(alone.status == 1)
        #expect(alone.complaint.contains("E-SAF-009"))
        #expect(try officer(confirm + ["k902"]).status == 0)
        #expect(try status()["on"] as? Bool == true)
        #expect(try run("hub", "run", "--json").status == 0)
        #expect(try run("hub", "reconcile").status == 0)

        let off = try officer(["hub", "off", "--officer", "k901", "--reason", "見直し"])
        #expect(off.status == 0, "\(off.complaint)")
        #expect(try status()["on"] as? Bool == false)
        #expect(try run("hub", "run").status == 1)
    }
}
