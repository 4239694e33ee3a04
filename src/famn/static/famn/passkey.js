// Shows what only works with a script, and says in words when a key could not be used.
(function () {
  document.querySelectorAll("[data-needs-script]").forEach(function (part) {
    part.hidden = !window.PublicKeyCredential;
  });
  document.addEventListener("allauth.error", function (event) {
    var trouble = document.querySelector("[data-passkey-trouble]");
    if (trouble) {
      event.preventDefault();
      trouble.hidden = false;
    }
  });
})();
