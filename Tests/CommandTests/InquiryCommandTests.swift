// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@Suite("命令: 照会の目録と受渡し")
struct InquiryCommandTests {
    private static let sample = Program.root
        .appending(path: "Sources/Inquiries/Catalogue/catalogue.yaml").path

    @Test("付いている見本の目録は、見本の鍵の署名が合う")
    func sample() throws {
        let answer = try Program.run("catalogue", "check", Self.sample, "--sample", "--json")
        #expect(answer.status == 0, "\(answer.complaint)")
        let object = try answer.object()
        #expect(object["signer"] as? String == "sample")
        #expect(object["confirmed"] as? Bool == false)
        #expect(object["pairs"] as? Int == object["unconfirmed"] as? Int)
    }

    @Test("市は鍵を作り、署名し、確かめられる。書き換えれば断られ、鍵は上書きされない")
    func own() throws {
        let folder = try TemporaryFolder("catalogue")
        let (key, open) = (folder.file("secret").path, folder.file("catalogue.pub").path)
        let made = try Program.run("catalogue", "key", "--out", key, "--public", open)
        #expect(made.status == 0, "\(made.complaint)")
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(
            try Program.run("catalogue", "key", "--out", key, "--public", open + "2").status == 2)
        let file = folder.file("catalogue.yaml")
        try FileManager.default.copyItem(atPath: Self.sample, toPath: file.path)
        #expect(try Program.run("catalogue", "sign", file.path, "--key", key).status == 0)
        let checked = try Program.run("catalogue", "check", file.path, "--public", open, "--json")
        let signer = try checked.object()["signer"] as? String
        #expect(checked.status == 0 && signer == "municipality")
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("# 後から\n".utf8))
        try handle.close()
        let forged = try Program.run("catalogue", "check", file.path, "--public", open)
        #expect(forged.status == 1 && forged.complaint.contains("E-INQ-002"))
        #expect(try Program.run("catalogue", "sign", file.path).status == 2)
    }

    @Test("接続先のない庫では、送受信できないと言う")
    func noServer() throws {
        let folder = try TemporaryFolder("relay")
        let data = folder.file("data").path
        #expect(try Program.run("init", "--data", data, "--rehearsal").status == 0)
        let answer = try Program.run("inquiries", "relay", "--data", data, "--rehearsal")
        #expect(answer.status == 1 && answer.complaint.contains("E-INQ-030"))
    }
}
