// Settings of Scalar that are code. Requests from the reference go out under the session of whoever is signed in: beside the
// cookie they carry the header that no other site can send.
export default {
  // The description says "/", to which Scalar would add a second slash.
  servers: [{ url: location.origin, description: "This service." }],
  onRequestBuilt({ request }) {
    request.headers.set("X-Screening-Page", "reference");
    // An empty field for a key is no key; sent as one, it would be refused before the cookie is looked at.
    if (!request.headers.get("X-API-Key")) {
      request.headers.delete("X-API-Key");
    }
  },
};
