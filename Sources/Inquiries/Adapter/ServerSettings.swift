// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// Where the intermediate server is and how we show who we are: `inquiries/server.json` of an
/// installation. Paths are beside the file.
public struct ServerSettings: Sendable, Hashable, Codable {
    /// `https://…`, without a path.
    public var url: String
    /// PEM of our certificate and of its key.
    public var certificate: String
    public var key: String
    /// PEM of the authority that the server's certificate comes from; no other is trusted.
    public var trust: String
    /// 市区町村コード of this municipality.
    public var body: String
    /// Seconds for one call.
    public var timeoutSeconds: Int

    public init(
        url: String, certificate: String, key: String, trust: String, body: String,
        timeoutSeconds: Int = 30
    ) {
        self.url = url
        self.certificate = certificate
        self.key = key
        self.trust = trust
        self.body = body
        self.timeoutSeconds = timeoutSeconds
    }

    /// Reads the file; paths become absolute.
    /// - Throws: `InquiryRefusal.noServer`, `.settingsUnreadable`.
    public init(file: URL) throws {
        guard let bytes = try? Data(contentsOf: file) else { throw InquiryRefusal.noServer }
        guard var settings = try? JSONDecoder().decode(ServerSettings.self, from: bytes) else {
            throw InquiryRefusal.settingsUnreadable("\(file.lastPathComponent) の項目が足りないか、形が違います")
        }
        let folder = file.deletingLastPathComponent()
        func absolute(_ path: String) -> String {
            path.hasPrefix("/") ? path : folder.appendingPathComponent(path).path
        }
        settings.certificate = absolute(settings.certificate)
        settings.key = absolute(settings.key)
        settings.trust = absolute(settings.trust)
        self = settings
    }

    /// - Throws: `InquiryRefusal.settingsUnreadable` for anything but `https`.
    func address(_ path: String) throws(InquiryRefusal) -> String {
        guard url.hasPrefix("https://"), URL(string: url)?.host != nil else {
            throw .settingsUnreadable("url は https:// で始まる接続先です")
        }
        return (url.hasSuffix("/") ? String(url.dropLast()) : url) + path
    }
}
